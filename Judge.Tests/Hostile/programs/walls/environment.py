# Looks for the host and for other submissions in its environment.
# expect: {"status": "OK", "stdout": "HOME LANG MPLCONFIGDIR OPENBLAS_NUM_THREADS PATH PYTHONDONTWRITEBYTECODE\n"}
import os

print(*sorted(os.environ))
