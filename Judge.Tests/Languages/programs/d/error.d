void main() { throw new Exception("as asked"); }
