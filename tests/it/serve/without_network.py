"""Serves `reports` where nothing but this machine can be reached, and asks for a page: prints its status, and whether it has a hit."""

import subprocess
import sys
import urllib.request

server = subprocess.Popen([sys.argv[1], "serve", "reports", "--port", "0"], stderr=subprocess.PIPE, text=True)
try:
    address = next(line for line in server.stderr if line.startswith("serving ")).split()[1]
    ask = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with ask.open(address + "search?q=alpha", timeout=20) as answer:
        print(answer.status, b"<mark>alpha</mark>" in answer.read())
finally:
    server.kill()
