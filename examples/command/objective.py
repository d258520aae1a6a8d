"""A worker in Python with steps: reports each, obeys the answer, goes on from its checkpoint when resumed."""
import json
import pathlib
import sys

trial = json.loads(sys.stdin.readline())
x, y = trial["parameters"]["x"], trial["parameters"]["y"]
checkpoint = pathlib.Path(trial["directory"], "step.txt")
# A checkpoint may be a step ahead of what was reported, which is then reported again.
step = min(int(checkpoint.read_text()), trial["resume_from"]) if checkpoint.exists() else 0


def loss(step):
    return (x - 1) ** 2 + (y + 2) ** 2 + 1 / step


while step < 5:
    step += 1
    checkpoint.write_text(str(step))
    print(json.dumps({"type": "report", "step": step, "metrics": {"loss": loss(step)}}), flush=True)
    if json.loads(sys.stdin.readline())["type"] == "stop":
        break
print(json.dumps({"type": "result", "metrics": {"loss": loss(step)}}), flush=True)
