import torch
def divergence_boundary(omega, dt=0.01):
    inside = 1 - torch.square(dt * omega)
    root = torch.where(inside > 0, torch.sqrt(torch.where(inside > 0, inside, torch.ones_like(inside))), torch.zeros_like(inside))
    return (-1 + root) / dt
def harmonic_boundary(omega, dt=0.01): return dt * torch.square(omega) / 2
