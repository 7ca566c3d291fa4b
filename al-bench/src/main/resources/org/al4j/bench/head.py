"""scikit-learn's side of HeadBenchmark: reads n, d, classes, C, an objective and a file of float32 rows with int32 labels. Prints the objective of a fit as it comes, and the tolerance (and objective) with which it gets within a millionth of the one given; answers 'fit' and 'equal' with the seconds of either."""
import json, sys, time, warnings
import numpy as np, sklearn
from sklearn.linear_model import LogisticRegression
warnings.filterwarnings("ignore")
n, d, classes, c, goal, path = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5]), sys.argv[6]
if classes < 3: raise SystemExit("two classes are one regression here; give three or more")
raw = open(path, "rb").read()
x = np.frombuffer(raw, "<f4", n * d).reshape(n, d); y = np.frombuffer(raw, "<i4", n, 4 * n * d)
def fit(tol): return LogisticRegression(C=c, max_iter=10000, tol=tol).fit(x, y)
def objective(m):
    z = m.decision_function(x).astype(float); top = z.max(1)
    return float(c * (np.log(np.exp(z - top[:, None]).sum(1)) + top - z[range(n), np.searchsorted(m.classes_, y)]).sum() + 0.5 * (m.coef_.astype(float) ** 2).sum())
usual = 1e-4
equal = next((t for t in (usual, 1e-5, 1e-6, 1e-7, 1e-8) if objective(fit(t)) <= goal * (1 + 1e-6)), 1e-9)
print(json.dumps({"sklearn": sklearn.__version__, "numpy": np.__version__, "objective": objective(fit(usual)), "equal_tol": equal, "equal_objective": objective(fit(equal))}), flush=True)
for line in sys.stdin:
    tol = equal if line.strip() == "equal" else usual
    start = time.perf_counter(); fit(tol); print(time.perf_counter() - start, flush=True)
