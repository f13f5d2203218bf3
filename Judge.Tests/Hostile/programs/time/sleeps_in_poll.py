# Waits in select, poll and epoll for what never comes.
# request: {"wall_time_limit_sec": 0.7}
# expect: {"status": "TLE", "limit_exceeded": "wall"}
import select
import threading

threading.Thread(target=select.select, args=([], [], [])).start()
threading.Thread(target=select.poll().poll).start()
select.epoll().poll()
