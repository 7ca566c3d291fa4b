"""scikit-learn's side of HeadBenchmark: reads n, d, classes, C and a file of float32 rows with int32 labels; answers each line with the seconds of a fit, and prints the loss it reached first."""
import json, sys, time, warnings
import numpy as np, sklearn
from sklearn.linear_model import LogisticRegression
warnings.filterwarnings("ignore")
n, d, classes, c, path = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), sys.argv[5]
raw = open(path, "rb").read()
x = np.frombuffer(raw, "<f4", n * d).reshape(n, d); y = np.frombuffer(raw, "<i4", n, 4 * n * d)
def fit(): return LogisticRegression(C=c, max_iter=10000).fit(x, y)
m = fit(); z = m.decision_function(x).astype(float); top = z.max(1)
if z.ndim == 1: raise SystemExit("two classes are one regression here; give three or more")
place = {k: i for i, k in enumerate(m.classes_)}
loss = c * (np.log(np.exp(z - top[:, None]).sum(1)) + top - z[range(n), [place[k] for k in y]]).sum() + 0.5 * (m.coef_ ** 2).sum()
print(json.dumps({"sklearn": sklearn.__version__, "numpy": np.__version__, "loss": float(loss)}), flush=True)
for line in sys.stdin:
    start = time.perf_counter(); fit(); print(time.perf_counter() - start, flush=True)
