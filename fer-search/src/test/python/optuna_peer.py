"""Optuna as a partner of the benchmarks: reads a search file and then asks and tells as JSON lines, one trial at a time.

{"space": {...}, "sampler": "tpe-multivariate", "seed": 1, "goals": 1}   the first line; "space" as in a search file
{"ask": 1}      is answered with {"parameters": {...}, "seconds": ...}
{"tell": [0.4]} is answered with {"seconds": ...}; "seconds" is what Optuna took
"""
import json, operator, sys, time, warnings

warnings.filterwarnings("ignore")
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
COMPARE = {"ge": operator.ge, "gt": operator.gt, "le": operator.le, "lt": operator.lt, "ne": operator.ne}


def sampler(name, seed):
    samplers = optuna.samplers
    if name == "tpe-multivariate":
        return samplers.TPESampler(seed=seed, multivariate=True)
    if name == "tpe-group":
        return samplers.TPESampler(seed=seed, multivariate=True, group=True)
    if name == "gp":
        return samplers.GPSampler(seed=seed)
    if name == "cmaes":
        return samplers.CmaEsSampler(seed=seed, warn_independent_sampling=False)
    return {"tpe": samplers.TPESampler, "random": samplers.RandomSampler, "nsga2": samplers.NSGAIISampler,
            "sobol": samplers.QMCSampler}[name](seed=seed)


def holds(test, value):
    if isinstance(test, dict):
        return all(value in bound if op == "in" else COMPARE[op](value, bound) for op, bound in test.items())
    return value in test if isinstance(test, list) else value == test


def is_active(parameter, values):
    when = parameter.get("when")
    alternatives = [] if when is None else when if isinstance(when, list) else [when]
    return when is None or any(
        all(name in values and holds(test, values[name]) for name, test in one.items()) for one in alternatives)


def suggest(trial, space):
    values = {}
    for name, parameter in space.items():
        if not isinstance(parameter, dict):
            values[name] = parameter
        elif is_active(parameter, values):
            kind = parameter["type"]
            if kind in ("categorical", "ordinal", "bool"):
                values[name] = trial.suggest_categorical(name, parameter.get("choices", [True, False]))
            elif kind == "int":
                values[name] = trial.suggest_int(
                    name, parameter["low"], parameter["high"], step=parameter.get("step", 1), log=parameter.get("log", False))
            else:
                values[name] = trial.suggest_float(
                    name, parameter["low"], parameter["high"], step=parameter.get("step"), log=parameter.get("log", False))
    return values


def main():
    first = json.loads(sys.stdin.readline())
    study = optuna.create_study(
        sampler=sampler(first["sampler"], first["seed"]), directions=["minimize"] * first["goals"])
    trial = None
    for line in sys.stdin:
        message = json.loads(line)
        start = time.perf_counter()
        if "ask" in message:
            trial = study.ask()
            answer = {"parameters": suggest(trial, first["space"])}
        else:
            study.tell(trial, message["tell"])
            answer = {}
        answer["seconds"] = time.perf_counter() - start
        print(json.dumps(answer), flush=True)


main()
