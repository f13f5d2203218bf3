const dgram = require('dgram'), http = require('http');

const server = http.createServer((request, response) => response.end('http'));
server.listen(0, '127.0.0.1', () => {
  http.get({ port: server.address().port, host: '127.0.0.1', agent: false }, response => {
    response.on('data', text => server.close(() => datagram(text)));
  });
});

function datagram(first) {
  const socket = dgram.createSocket({ type: 'udp4', reuseAddr: true });
  socket.on('message', text => { console.log(`${first} ${text}` === 'http udp' ? 'served' : `${first} ${text}`); socket.close(); });
  socket.bind(0, '127.0.0.1', () => socket.send('udp', socket.address().port, '127.0.0.1'));
}
