void main() { missing(); }
