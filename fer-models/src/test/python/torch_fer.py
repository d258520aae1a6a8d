"""Time to accuracy on real FER2013: a small VGG-like network in PyTorch, one JSON line per epoch (validation split only).

Two 3x3 convolution + batch norm + ReLU per stage (same padding), max pooling, dropout, global average pooling; AdamW, one-cycle,
label smoothing .1, horizontal flip and one shift of up to 4 pixels per batch. Needs python3-torch, python3-pil, python3-numpy.
"""
import argparse, io, json, time, zipfile
import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

args = argparse.ArgumentParser()
args.add_argument("--data", required=True)
args.add_argument("--widths", default="16,32,64,128")
args.add_argument("--epochs", type=int, default=24)
args.add_argument("--batch", type=int, default=128)
args.add_argument("--threads", type=int, default=2)
args.add_argument("--seed", type=int, default=0)
args = args.parse_args()
torch.set_num_threads(args.threads)
torch.manual_seed(args.seed)
np.random.seed(args.seed)
EMOTIONS = ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"]


def load(split):
    images, labels = [], []
    with zipfile.ZipFile(args.data) as z:
        for name in sorted(n for n in z.namelist() if n.startswith(split + "/") and n.endswith(".jpg")):
            images.append(np.asarray(Image.open(io.BytesIO(z.read(name))).convert("L"), np.float32))
            labels.append(EMOTIONS.index(name.split("/")[1]))
    return torch.from_numpy(np.stack(images) / 255 - .5).unsqueeze(1), torch.tensor(labels)


def stage(inputs, outputs):
    layers = []
    for i in (inputs, outputs):
        layers += [nn.Conv2d(i, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)]
    return layers


def augment(x):
    flip = torch.rand(len(x)) < .5
    x = torch.where(flip[:, None, None, None], x.flip(3), x)
    dx, dy = np.random.randint(-4, 5, 2)
    return torch.roll(F.pad(x, (4, 4, 4, 4), mode="replicate"), (int(dy), int(dx)), (2, 3))[:, :, 4:52, 4:52]


def nhwc(x):
    return x.contiguous(memory_format=torch.channels_last)


train_x, train_y = load("train")
valid_x, valid_y = load("validation")
layers, channels = [], 1
for k, width in enumerate(int(w) for w in args.widths.split(",")):
    layers += stage(channels, width) + [nn.MaxPool2d(2), nn.Dropout(.1 + .05 * k)]
    channels = width
model = nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(.3), nn.Linear(channels, 7)).to(memory_format=torch.channels_last)
steps = args.epochs * -(-len(train_x) // args.batch)
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=5e-3)
schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, total_steps=steps)
start = time.time()
for epoch in range(1, args.epochs + 1):
    model.train()
    total = 0.0
    for batch in torch.randperm(len(train_x)).split(args.batch):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(nhwc(augment(train_x[batch]))), train_y[batch], label_smoothing=.1)
        loss.backward()
        optimizer.step()
        schedule.step()
        total += loss.item() * len(batch)
    model.eval()
    with torch.no_grad():
        right = sum((model(nhwc(x)).argmax(1) == y).sum().item() for x, y in zip(valid_x.split(512), valid_y.split(512)))
    print(json.dumps({"epoch": epoch, "seconds": round(time.time() - start, 1), "loss": round(total / len(train_x), 4),
                      "validation_accuracy": round(right / len(valid_x), 4), "parameters": sum(p.numel() for p in model.parameters())}), flush=True)
