"""Trains small perceptrons and writes learning-curves.csv.gz: one row per task and configuration, one column per epoch.

Run it with python3, numpy and scikit-learn, on one thread: OMP_NUM_THREADS=1 python3 make_curves.py

The tasks are scikit-learn's digits (500 of them to train on), the same with 30 % of wrong labels, and five spirals,
which nothing learns for many epochs. A value is the validation accuracy after an epoch; NaN where a network diverged.
"""

import gzip
import io
import itertools

import numpy as np
from sklearn.datasets import load_digits

EPOCHS = 40
GRID = {
    "rate": [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0],
    "momentum": [0.0, 0.9],
    "layers": [1, 2, 3],
    "width": [16, 64],
    "batch": [16, 64],
    "dropout": [0.0, 0.3],
}


def digits(wrong_labels):
    random = np.random.default_rng(1)
    data = load_digits()
    order = random.permutation(len(data.target))
    x, y = data.data[order] / 16 - 0.3, data.target[order].copy()
    wrong = random.random(500) < wrong_labels
    y[:500][wrong] = random.integers(0, 10, wrong.sum())
    return x[:500], y[:500], x[500:], y[500:]


def spirals():
    random = np.random.default_rng(2)
    n = 1800
    y = random.integers(0, 5, n)
    radius = np.sqrt(random.random(n))
    angle = radius * 5 + y * 2 * np.pi / 5 + random.normal(0, 0.12, n)
    x = 1.5 * np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return x[:800], y[:800], x[800:], y[800:]


def forward(x, weights, biases, dropout, random):
    layers, masks = [x], []
    for w, b in zip(weights[:-1], biases[:-1]):
        x = np.maximum(x @ w + b, 0)
        masks.append((random.random(x.shape) >= dropout) / (1 - dropout) if dropout > 0 else 1.0)
        x = x * masks[-1]
        layers.append(x)
    return layers, masks, x @ weights[-1] + biases[-1]


def train(task, rate, momentum, layers, width, batch, dropout, seed):
    x, y, x_validation, y_validation = task
    random = np.random.default_rng(seed)
    classes = int(y_validation.max()) + 1
    sizes = [x.shape[1]] + [width] * layers + [classes]
    weights = [random.normal(0, np.sqrt(2 / a), (a, b)) for a, b in zip(sizes, sizes[1:])]
    biases = [np.zeros(b) for b in sizes[1:]]
    speeds = [np.zeros_like(p) for p in weights + biases]
    curve = []
    for _ in range(EPOCHS):
        order = random.permutation(len(y))
        for start in range(0, len(y), batch):
            chosen = order[start:start + batch]
            inputs, masks, logits = forward(x[chosen], weights, biases, dropout, random)
            error = np.exp(logits - logits.max(axis=1, keepdims=True))
            error /= error.sum(axis=1, keepdims=True)
            error[np.arange(len(chosen)), y[chosen]] -= 1
            error /= len(chosen)
            for i in reversed(range(len(weights))):
                gradients = inputs[i].T @ error, error.sum(axis=0)
                if i > 0:
                    error = (error @ weights[i].T) * masks[i - 1] * (inputs[i] > 0)
                for j, gradient in zip((i, len(weights) + i), gradients):
                    speeds[j] = momentum * speeds[j] - rate * gradient
                weights[i] += speeds[i]
                biases[i] += speeds[len(weights) + i]
        logits = forward(x_validation, weights, biases, 0, random)[2]
        finite = np.isfinite(logits).all()
        curve.append(np.mean(logits.argmax(axis=1) == y_validation) if finite else np.nan)
    return curve


def main():
    text = io.StringIO()
    text.write(",".join(["task", *GRID, *(str(epoch + 1) for epoch in range(EPOCHS))]) + "\n")
    tasks = {"digits": digits(0), "wrong-labels": digits(0.3), "spirals": spirals()}
    for name, task in tasks.items():
        for seed, values in enumerate(itertools.product(*GRID.values())):
            curve = train(task, *values, seed)
            text.write(",".join([name, *map(str, values), *(f"{v:.3f}".lstrip("0").replace("nan", "NaN") for v in curve)]) + "\n")
    with open("learning-curves.csv.gz", "wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(text.getvalue().encode())


np.seterr(all="ignore")
main()
