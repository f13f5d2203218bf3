# Serves itself: a socket, asyncio's server, and a process of multiprocessing's.
import asyncio
import multiprocessing
import socket


async def echo(reader, writer):
    writer.write(await reader.readline())
    await writer.drain()
    writer.close()


async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"asyncio\n")
    line = await reader.readline()
    writer.close()
    return line.decode().strip()


async def serve():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        return await ask(server.sockets[0].getsockname()[1])


def work(line):
    line.send("process")


if __name__ == "__main__":
    options = socket.socket()
    for option in socket.SO_REUSEADDR, socket.SO_REUSEPORT, socket.SO_KEEPALIVE, socket.SO_RCVBUF, socket.SO_SNDBUF:
        options.setsockopt(socket.SOL_SOCKET, option, 4096)
    options.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    six = socket.socket(socket.AF_INET6)
    six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    here, there = multiprocessing.Pipe()
    worker = multiprocessing.Process(target=work, args=(there,))
    worker.start()
    answers = [here.recv(), asyncio.run(serve())]
    worker.join()
    print("served" if answers == ["process", "asyncio"] else answers)
