import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;

class Main {
    public static void main(String[] args) throws Exception {
        String first, second;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var thread = new Thread(() -> {
                try (var peer = server.accept()) {
                    new PrintStream(peer.getOutputStream(), true).println("socket");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            thread.start();
            try (var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                first = new BufferedReader(new InputStreamReader(client.getInputStream())).readLine();
            }
            thread.join();
        }
        try (var server = ServerSocketChannel.open(); var selector = Selector.open()) {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true).setOption(StandardSocketOptions.SO_REUSEPORT, true)
                .setOption(StandardSocketOptions.SO_RCVBUF, 65536).bind(new InetSocketAddress("127.0.0.1", 0)).configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            try (var client = SocketChannel.open(server.getLocalAddress())) {
                selector.select();
                try (var peer = server.accept()) {
                    peer.write(ByteBuffer.wrap("channel\n".getBytes()));
                    var buffer = ByteBuffer.allocate(8);
                    while (buffer.hasRemaining()) client.read(buffer);
                    second = new String(buffer.array()).trim();
                }
            }
        }
        System.out.println(first.equals("socket") && second.equals("channel") ? "served" : first + " " + second);
    }
}
