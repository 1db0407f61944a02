"""Writes special_functions.csv: values of the special functions to 17 digits.

Made with Python 3.11, mpmath 1.4.1 (50 digits) and scipy 1.17.1, which must agree where it has the digits.
"""

import csv
import itertools
import pathlib

import mpmath as mp
import scipy.special as sp
import scipy.stats as st

mp.mp.dps = 50
rows = []


def add(name, arguments, value, scipy_value, tolerance=1e-9):
    value = float(value)
    assert abs(value - scipy_value) <= tolerance * abs(value) + 1e-290, (name, arguments, value, scipy_value)
    if value == 0 or abs(value) > 1e-290:
        rows.append([name, *(repr(float(a)) for a in arguments), *[""] * (3 - len(arguments)), repr(value)])


for x in [1e-8, 0.1, 0.5, 0.999, 1.0001, 1.5, 2.00001, 3.7, 10, 15.5, 171.3, 1e5, 1e12]:
    add("logGamma", [x], mp.loggamma(x), sp.gammaln(x))
for z in [-37, -20.5, -8, -3, -1.96, -0.5, -1e-9, 0, 1e-9, 0.3, 1, 1.959963984540054, 2.575829, 5, 8.3, 12, 20.7, 36.5]:
    add("normalTail", [z], mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2, st.norm.sf(z))
for p in [1e-280, 1e-100, 1e-30, 1e-16, 1e-9, 1e-4, 0.01, 0.025, 0.07, 0.3, 0.4999999, 0.500001, 0.6, 0.93, 0.975, 0.9999]:
    p = mp.mpf(p)
    guess = st.norm.ppf(float(p))
    add("normalQuantile", [p], mp.findroot(lambda z: mp.log(mp.ncdf(z) / p), guess, tol=1e-60, verify=False), guess)


def gamma_p(a, x):
    """The series, whose terms are all positive; 350 digits leave enough for the complement."""
    with mp.workdps(350):
        a, x = mp.mpf(a), mp.mpf(x)
        term, total, n = mp.mpf(1), mp.mpf(1), 0
        while term > total * mp.mpf(10) ** -348:
            n += 1
            term *= x / (a + n)
            total += term
        return total * mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))


def gamma_q(a, x):
    with mp.workdps(350):
        return 1 - gamma_p(a, x)


for a in [1e-8, 1e-3, 0.1, 0.5, 1, 1.5, 3, 10, 30.5, 100, 1000, 20000]:
    for ratio in [1e-4, 0.01, 0.3, 0.7, 0.95, 1, 1.05, 1.3, 2, 5]:
        x = a * ratio
        add("gammaP", [a, x], gamma_p(a, x), sp.gammainc(a, x))
        add("gammaQ", [a, x], gamma_q(a, x), sp.gammaincc(a, x))
    for x in [0.01, 0.3, 0.8, 1.05, 1.2, 5, 40]:
        if a < 100:
            add("gammaP", [a, x], gamma_p(a, x), sp.gammainc(a, x))
            add("gammaQ", [a, x], gamma_q(a, x), sp.gammaincc(a, x))


def beta_i(a, b, x):
    a, b, x = mp.mpf(a), mp.mpf(b), mp.mpf(x)
    if x == 0 or x == 1:
        return x
    # The series in x, which is quick away from 1.
    if x > mp.mpf("0.999"):
        return 1 - beta_i(b, a, 1 - x)
    front = mp.exp(a * mp.log(x) + b * mp.log(1 - x) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b)) / a
    term, total, n = mp.mpf(1), mp.mpf(1), 0
    while term > total * mp.mpf(10) ** -45:
        term *= (a + b + n) * x / (a + 1 + n)
        total += term
        n += 1
    return front * total


for a, b in itertools.product([1e-3, 0.5, 1, 2.5, 10, 200, 5000], repeat=2):
    for x in [1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, a / (a + b)]:
        add("beta", [a, b, x], beta_i(a, b, x), sp.betainc(a, b, x))


def t_tail(t, nu):
    t, nu = mp.mpf(t), mp.mpf(nu)
    tail = beta_i(nu / 2, mp.mpf(1) / 2, nu / (nu + t * t)) / 2
    return tail if t >= 0 else 1 - tail


for nu in [0.5, 1, 2, 3.7, 10, 30, 200, 5000, 1e5]:
    for t in [-3, -0.01, 1e-7, 0.3, 1, 1.96, 2.6, 5, 12]:
        add("tTail", [t, nu], t_tail(t, nu), st.t.sf(t, nu), 1e-8)
    for p in [1e-20, 1e-6, 0.004, 0.025, 0.2, 0.49, 0.5000001, 0.61, 0.8, 0.975, 0.999]:
        guess = st.t.ppf(p, nu)
        # One Newton step in 50 digits from scipy's root.
        density = mp.gamma((nu + 1) / mp.mpf(2)) / mp.gamma(mp.mpf(nu) / 2) / mp.sqrt(nu * mp.pi)
        root = mp.mpf(guess)
        for _ in range(3):
            slope = density * (1 + root * root / nu) ** (-(mp.mpf(nu) + 1) / 2)
            root += (mp.mpf(p) - t_tail(-root, nu)) / slope
        add("tQuantile", [p, nu], root, guess, 1e-6)


for x, df in itertools.product([0.01, 1, 3.84, 20, 150], [0.5, 1, 2, 7, 100]):
    add("chiTail", [x, df], gamma_q(mp.mpf(df) / 2, mp.mpf(x) / 2), st.chi2.sf(x, df))

for mean in [1e-5, 0.3, 2, 17.5, 400, 1e6, 1e9]:
    spread = mean ** 0.5
    for k in sorted({0, 1, 3, *(max(0, int(mean + z * spread)) for z in (-8, -3, -1, 0, 1, 3, 8))}):
        exact = mp.exp(k * mp.log(mean) - mean - mp.loggamma(k + 1))
        if exact > 1e-250:
            add("poissonProbability", [k, mean], exact, st.poisson.pmf(k, mean), 1e-5)
            if mean < 1e6:
                add("poissonCumulative", [k, mean], gamma_q(k + 1, mean), st.poisson.cdf(k, mean))
                add("poissonTail", [k, mean], gamma_p(k + 1, mean), st.poisson.sf(k, mean))
    for p in [0.001, 0.025, 0.5, 0.9, 0.999, 0.9999999] if mean < 1e9 else []:
        add("poissonQuantile", [p, mean], st.poisson.ppf(p, mean), st.poisson.ppf(p, mean))

for mean, size in itertools.product([0.01, 1.7, 30, 5000], [0.05, 1, 2.5, 60, 1e8]):
    spread = (mean + mean * mean / size) ** 0.5
    m, r = mp.mpf(mean), mp.mpf(size)
    for k in sorted({0, 1, 4, *(max(0, int(mean + z * spread)) for z in (-3, -1, 0, 1, 4, 9))}):
        exact = mp.exp(
            mp.loggamma(k + r) - mp.loggamma(r) - mp.loggamma(k + 1) + r * mp.log(r / (r + m)) + k * mp.log(m / (r + m)))
        near = st.nbinom.pmf(k, size, size / (size + mean))
        if exact > 1e-250:
            add("binomialProbability", [k, mean, size], exact, near, 1e-5)
            if size < 1e7:
                add("binomialCumulative", [k, mean, size], beta_i(r, k + 1, r / (r + m)),
                    st.nbinom.cdf(k, size, size / (size + mean)), 1e-7)
                add("binomialTail", [k, mean, size], beta_i(k + 1, r, m / (r + m)),
                    st.nbinom.sf(k, size, size / (size + mean)), 1e-7)
    for p in [0.01, 0.5, 0.95, 0.9999]:
        q = st.nbinom.ppf(p, size, size / (size + mean))
        add("binomialQuantile", [p, mean, size], q, q)

with open(pathlib.Path(__file__).with_suffix(".csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["function", "a", "b", "c", "value"])
    writer.writerows(rows)
