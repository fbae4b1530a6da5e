"""What is public in a module, read from its text without running it: signatures, and what the comments say.

In a notebook a comment beside each argument says what it is, in which shape or unit. Nothing that helps
while one works (`help`, `?`, hover in an editor) sees comments, so the export moves them into the docstrings
of the modules: static text, which costs nothing at import, and the notebooks stay short. `website.py` makes
tables of the same.
"""
import ast
import io
import textwrap
import tokenize
from typing import NamedTuple

WIDTH = 110


class Argument(NamedTuple):
    "An argument, or a field of a class."
    name: str
    type: str
    default: str
    says: str


class Definition(NamedTuple):
    "A public function, class or method."
    name: str  # such as RSNN.forward
    node: ast.AST
    function: ast.AST | None  # what has the arguments: the node, or the __init__ of a class
    signature: str
    says: str  # the docstring
    arguments: list
    returns: str


class Module:
    "The text of a module, and the comments in it."

    def __init__(self, text: str):
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        self.comments = {t.start[0]: t for t in tokens if t.type == tokenize.COMMENT}
        self.lines, self.tree = text.splitlines(), ast.parse(text)

    def said(self, line: int) -> str:
        "The comment at the end of a line."
        return self.comments[line].string.lstrip("#").strip() if line in self.comments else ""

    def bare(self, line: int) -> str:
        "A line without its comment."
        text = self.lines[line - 1]
        return (text[: self.comments[line].start[1]] if line in self.comments else text).rstrip()

    def header(self, function) -> list:
        "The lines from `def` to the colon, without comments, as few as fit."
        found = [self.bare(function.lineno)]
        for line in range(function.lineno + 1, function.body[0].lineno):
            piece = self.bare(line).strip()
            if piece.startswith(")"): found[-1] = found[-1].removesuffix(",")
            gap = "" if found[-1].endswith("(") or piece.startswith(")") else " "
            if piece and len(found[-1] + gap + piece) <= WIDTH: found[-1] += gap + piece
            elif piece: found.append(" " * (found[0].index("(") + 1) + piece)
        return found

    def arguments(self, function) -> tuple:
        "Arguments of a function, and what it returns. A comment belongs to the last argument of its line."
        a = function.args
        plain = [*a.posonlyargs, *a.args]
        pairs = [*zip(plain, [None] * (len(plain) - len(a.defaults)) + a.defaults)]
        pairs += [(a.vararg, None)] * (a.vararg is not None) + [*zip(a.kwonlyargs, a.kw_defaults)]
        pairs += [(a.kwarg, None)] * (a.kwarg is not None)
        end = function.returns.end_lineno if function.returns else None
        last = {(default or arg).end_lineno: arg for arg, default in pairs}
        rows = []
        for arg, default in pairs:
            line = (default or arg).end_lineno
            star = {a.vararg: "*", a.kwarg: "**"}.get(arg, "")
            says = self.said(line) if last[line] is arg and line != end else ""
            rows.append(Argument(star + arg.arg, arg.annotation and ast.unparse(arg.annotation) or "",
                                 ast.unparse(default) if default else "", says))
        return [row for row in rows if row.name not in ("self", "cls")], self.said(end) if end else ""

    def fields(self, node) -> list:
        "The annotated fields of a class."
        return [Argument(f.target.id, ast.unparse(f.annotation), ast.unparse(f.value) if f.value else "",
                         self.said(f.end_lineno))
                for f in node.body if isinstance(f, ast.AnnAssign) and not f.target.id.startswith("_")]

    def define(self, node, name: str) -> Definition:
        "All about a function or a class."
        says = ast.get_docstring(node)
        functions = [n for n in getattr(node, "body", ()) if getattr(n, "name", "") == "__init__"]
        function = node if isinstance(node, ast.FunctionDef) else functions[0] if functions else None
        if function is None:
            return Definition(name, node, None, f"class {name}", says, self.fields(node), "")
        signature = "\n".join(textwrap.dedent("\n".join(self.header(function))).splitlines())
        signature = signature.replace(f"def {function.name}(", f"{name}(", 1).rstrip(":")
        return Definition(name, node, function, signature, says, *self.arguments(function))

    def public(self) -> list:
        "Public functions, classes, and methods of public classes, in the order of the text."
        methods = {}  # function -> Class.method, where it is assigned to a class
        for node in self.tree.body:
            if not isinstance(node, ast.Assign): continue
            pairs = [(node.targets[0], node.value)]
            if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(node.targets[0].elts, node.value.elts)
            for target, value in pairs:
                if isinstance(target, ast.Attribute) and (names := [n for n in ast.walk(value)
                                                                    if isinstance(n, ast.Name)]):
                    methods[names[-1].id] = f"{target.value.id}.{target.attr}"
        found = []
        for node in self.tree.body:
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)): continue
            name = methods.get(node.name, node.name)
            if name.rpartition(".")[2].startswith("_") or not ast.get_docstring(node): continue
            found.append(self.define(node, name))
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    if ast.get_docstring(inner): found.append(self.define(inner, f"{name}.{inner.name}"))
        return found


def docstring(found: Definition) -> list:
    "The lines of a docstring that says what the comments say, in the form that editors know."
    quoted = found.node.body[0]
    indent, text = " " * quoted.col_offset, ast.get_docstring(found.node)

    def wrapped(line, inner):
        return textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False,
                             initial_indent=indent + inner, subsequent_indent=f"{indent}{inner}    ")
    body = [indent + line if line else "" for line in text.splitlines()]
    if rows := [row for row in found.arguments if row.says]:
        body += ["", f"{indent}{'Args' if found.function else 'Attributes'}:"]
        for row in rows:
            body += wrapped(f"{row.name}: {row.says}", "    ")  # the signature above has the defaults
    if found.returns: body += [*[""][: not rows], *wrapped(f"Returns: {found.returns}", "")]
    mark = 'r"""' if any("\\" in line for line in body) else '"""'
    body[0] = indent + mark + body[0].strip()
    return [*body, f'{indent}"""']


def documented(text: str) -> str:
    "A module with its comments on arguments moved into its docstrings."
    module, edits = Module(text), []
    for found in module.public():
        quoted = found.node.body[0]
        if not found.returns and not any(row.says for row in found.arguments): continue
        edits.append((quoted.lineno, quoted.end_lineno, docstring(found)))
        if found.function and found.function.lineno < found.function.body[0].lineno:
            first, last = found.function.lineno, found.function.body[0].lineno - 1
            edits.append((first, last, module.header(found.function)))
        for f in found.node.body if not found.function else ():  # fields: the docstring has what they say
            if isinstance(f, ast.AnnAssign) and f.lineno == f.end_lineno and module.said(f.lineno):
                edits.append((f.lineno, f.lineno, [module.bare(f.lineno)]))
    lines = module.lines
    for first, last, new in sorted(edits, reverse=True): lines[first - 1: last] = new
    return "\n".join(lines) + "\n"
