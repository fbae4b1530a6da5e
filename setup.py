"""Package metadata, read from settings.ini, which nbdev reads too."""
from configparser import ConfigParser
from pathlib import Path

from setuptools import find_packages, setup
from setuptools.command.build_py import build_py


class Build(build_py):
    "Leaves out nbdev's index of the notebooks, which nothing needs at run time."

    def find_package_modules(self, package, package_dir):
        return [m for m in super().find_package_modules(package, package_dir) if m[1] != "_modidx"]


config = ConfigParser(delimiters=["="])
config.read(Path(__file__).with_name("settings.ini"), encoding="utf-8")
s = config["DEFAULT"]

setup(
    name=s["lib_name"],
    version=s["version"],
    description=s["description"],
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    url=s["git_url"],
    project_urls={
        "Source": s["git_url"],
        "Issues": f"{s['git_url']}/issues",
        "Changes": f"{s['git_url']}/blob/{s['branch']}/CHANGELOG.md",
        "Contributing": f"{s['git_url']}/blob/{s['branch']}/CONTRIBUTING.md",
        "Paper": "https://arxiv.org/abs/2402.14603",
    },
    author=s["author"],
    author_email=s["author_email"],
    license="MIT",
    keywords=s["keywords"],
    classifiers=[
        "Development Status :: 3 - Alpha",
        "Intended Audience :: Developers",
        "Intended Audience :: Science/Research",
        "Natural Language :: English",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3",
        *(f"Programming Language :: Python :: 3.{n}" for n in range(int(s["min_python"].split(".")[1]), 14)),
        "Topic :: Scientific/Engineering :: Artificial Intelligence",
        "Topic :: Scientific/Engineering :: Bio-Informatics",
        "Typing :: Typed",
    ],
    packages=find_packages(include=[s["lib_name"], s["lib_name"] + ".*"]),
    package_data={s["lib_name"]: ["py.typed", "pretrained/*.safetensors"]},
    include_package_data=False,
    cmdclass={"build_py": Build},
    python_requires=">=" + s["min_python"],
    install_requires=s["requirements"].split(),
    extras_require={k.removesuffix("_requirements"): s[k].split() for k in s if k.endswith("_requirements")},
    entry_points={"console_scripts": s["console_scripts"].split()},
)
