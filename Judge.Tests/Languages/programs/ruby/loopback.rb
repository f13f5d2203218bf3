require 'socket'

server = TCPServer.new('127.0.0.1', 0)
client = TCPSocket.new('127.0.0.1', server.addr[1])
client.setsockopt(Socket::IPPROTO_TCP, Socket::TCP_NODELAY, 1)
server.accept.puts 'tcp'
first = client.gets.chomp

receiver = UDPSocket.new
receiver.bind('127.0.0.1', 0)
UDPSocket.new.send('udp', 0, '127.0.0.1', receiver.addr[1])
second = receiver.recvfrom(8)[0]
puts first == 'tcp' && second == 'udp' ? 'served' : first + second
