using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;

var server = new TcpListener(IPAddress.Loopback, 0);
server.Start();
using var client = new TcpClient { NoDelay = true };
await client.ConnectAsync((IPEndPoint)server.LocalEndpoint);
using var peer = await server.AcceptTcpClientAsync();
peer.GetStream().Write("tcp\n"u8);
var first = new StreamReader(client.GetStream()).ReadLine();

using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
using var sender = new UdpClient();
await sender.SendAsync("udp"u8.ToArray(), (IPEndPoint)receiver.Client.LocalEndPoint!);
var second = Encoding.ASCII.GetString((await receiver.ReceiveAsync()).Buffer);
Console.WriteLine((first, second) == ("tcp", "udp") ? "served" : first + second);
