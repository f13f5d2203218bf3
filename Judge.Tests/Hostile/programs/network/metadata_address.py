# Asks the address at which clouds give out their machines' credentials.
# expect: {"status": "OK", "stdout": "refused\n"}
import urllib.request

for url in "http://169.254.169.254/latest/meta-data/", "http://metadata.google.internal/", "http://[fd00:ec2::254]/":
    try:
        print(urllib.request.urlopen(url, timeout=1).read())
    except OSError as error:
        assert "timed out" not in str(error), url
print("refused")
