"""Writes trials with Optuna into one SQLite file from several processes, as StorageBenchmark does with ours.

optuna_storage.py FILE PROCESSES TRIALS          prints seconds from the first ask to the last tell, and the trials stored
optuna_storage.py FILE PROCESSES TRIALS SEED     is one of the processes
"""
import json, os, subprocess, sys, time, warnings

warnings.filterwarnings("ignore")
import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
file, processes, trials = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
url = "sqlite:///" + file


def suggest(trial):
    trial.suggest_float("f2", -5, 5)
    trial.suggest_float("l1", 1e-5, 1e-1, log=True)
    trial.suggest_float("l2", 1e-3, 1e3, log=True)
    trial.suggest_int("i1", 1, 100)
    trial.suggest_int("i2", 2, 8)
    trial.suggest_categorical("c1", ["a", "b", "c"])
    trial.suggest_categorical("c2", ["x", "y", "z", "w"])
    return trial.suggest_float("f1", 0, 1)


if len(sys.argv) > 4:
    study = optuna.load_study(study_name="s", storage=url, sampler=optuna.samplers.RandomSampler(seed=int(sys.argv[4])))
    start = time.time()
    for _ in range(trials // processes):
        trial = study.ask()
        value = suggest(trial)
        trial.report(value, 1)
        study.tell(trial, value)
    print(json.dumps([start, time.time()]))
else:
    optuna.create_study(study_name="s", storage=url)
    running = [subprocess.Popen([sys.executable, __file__, *sys.argv[1:4], str(i)], stdout=subprocess.PIPE)
               for i in range(processes)]
    times = [json.loads(process.communicate()[0] or "null") for process in running]
    alive = [one for one in times if one]
    print(json.dumps({
        "seconds": max(one[1] for one in alive) - min(one[0] for one in alive),
        "finished": sum(trial.state.is_finished() for trial in optuna.load_study(study_name="s", storage=url).trials),
        "bytes": os.path.getsize(file), "crashed": len(times) - len(alive)}))
