"""Sources are as `make fmt` leaves them."""

import subprocess
import unittest

import tree


class Format(unittest.TestCase):
    def test_clang_format(self):
        sources = [str(p) for p in tree.files() if p.suffix in (".cpp", ".h")]
        done = subprocess.run(["clang-format-19", "--dry-run", "-Werror", *sources], cwd=tree.ROOT,
                              capture_output=True, text=True, check=False)
        wrong = sorted({line.split(":")[0] for line in done.stderr.splitlines() if "error:" in line})
        self.assertEqual(wrong, [])


if __name__ == "__main__":
    unittest.main()
