"""The benchmarks behind ``postroom bench``: figures beside their budgets and peers."""
