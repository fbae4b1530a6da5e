import torch
def stop(x): return x.detach()
def reset(u, v, z, k):
    if k.reset == "none": return u, v
    if k.reset == "soft": return u - z*k.theta, v - z*k.theta
    return u*(1-z), v*(1-z)
def fire(u, q, k, spike):
    z = spike(u - k.theta - q if k.refractory else u - k.theta)
    return z, k.gamma*q + z
def rf_step(I, s, c, k, spike):
    (u, v, q), (omega, b) = s, c
    d = b - q if k.smooth_reset else b
    u, v = u + k.dt*(d*u - omega*v + I), v + k.dt*(omega*u + d*v)
    z, q = fire(u, q, k, spike)
    return z, (*reset(u, v, z, k), q)
def rf_exact_step(I, s, c, k, spike):
    (u, v, q), (cosine, sine, b) = s, c
    e = torch.exp(k.dt*(b - q if k.smooth_reset else b))
    u, v = e*(cosine*u - sine*v) + k.dt*I, e*(sine*u + cosine*v)
    z, q = fire(u, q, k, spike)
    return z, (*reset(u, v, z, k), q)
def hrf_step(I, s, c, k, spike):
    (u, v, q), (omega, b) = s, c
    d = b + q if k.smooth_reset else b
    dt = k.dt
    if k.scheme == "explicit": u, v = u + dt*(-2*d*u - omega**2*v + I), v + dt*u
    elif k.scheme == "semi_implicit":
        v = v + dt*u
        u = u + dt*(-2*d*u - omega**2*v + I)
    elif k.scheme == "imex":
        u = u + dt*(-2*d*u - omega**2*v + I)
        v = v + dt*u
    elif k.scheme == "imex_damped":
        u = (u + dt*(I - omega**2*v))/(1 + 2*dt*d)
        v = v + dt*u
    else:
        u = (u + dt*(I - omega**2*v))/(1 + 2*dt*d + (dt*omega)**2)
        v = v + dt*u
    z, q = fire(u, q, k, spike)
    return z, (*reset(u, v, z, k), q)
def izhikevich_step(I, s, c, k, spike):
    (u, v), (omega, b) = s, c
    u, v = u + k.dt*(b*u - omega*v + I), v + k.dt*(omega*u + b*v)
    z = spike(v - k.theta)
    return z, (u*(1-z), v*(1-z) + z)
def lif_step(I, s, c, k, spike):
    (u,), (alpha,) = s, c
    u = alpha*u + (1-alpha)*I
    z = spike(u - k.theta)
    return z, (u - z*k.theta,)
def alif_step(I, s, c, k, spike):
    (u, a, z), (alpha, rho) = s, c
    a = rho*a + (1-rho)*z
    theta = k.theta + k.beta*a
    u = alpha*u + (1-alpha)*I
    z = spike(u - theta)
    return z, (u - z*theta, a, z)
def se_adlif_step(I, s, c, k, spike):
    (u, w), (alpha, rho, a, b) = s, c
    u = alpha*u + (1-alpha)*(I - w)
    z = spike(u - k.theta)
    u = u*(1 - stop(z))
    return z, (u, rho*w + (1-rho)*k.q_scale*(a*u + b*z))
def li_step(current, y, alpha): return alpha*y + (1-alpha)*current
