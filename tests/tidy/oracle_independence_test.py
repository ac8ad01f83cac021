"""The reference interpreter must not call the compiler's arithmetic: what its object code refers to is looked at."""

import os
import subprocess
import unittest
from pathlib import Path

LIBRARY = Path(os.environ["TARIFA"]).parent / "compiler/eval/libtarifa_eval.a"


class Independence(unittest.TestCase):
    def test_no_symbol_of_numeric(self):
        if not LIBRARY.exists():
            self.skipTest(f"{LIBRARY} is not built")
        listed = subprocess.run(["llvm-nm-19", "--demangle", "--quiet", str(LIBRARY)],
                                capture_output=True, text=True, check=True).stdout
        self.assertIn("tarifa::eval::", listed)
        names = {line[19:] for line in listed.splitlines() if len(line) > 19}  # after address and kind
        wrong = sorted(name for name in names if name.startswith("tarifa::numeric::"))
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
