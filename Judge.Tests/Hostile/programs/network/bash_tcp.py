# A shell's own way into the network, by names that look like files.
# expect: {"status": "OK", "stdout": "refused\n"}
import os

os.execv("/bin/bash", ["bash", "-c", """
for place in tcp/169.254.169.254/80 tcp/example.com/80 udp/192.0.2.1/53 tcp/127.0.0.1/6379 tcp/localhost/8000; do
    echo x 2> /dev/null > /dev/$place && [ ${place%%/*} = tcp ] && echo $place
done
exec 2> /dev/null
echo refused"""])
