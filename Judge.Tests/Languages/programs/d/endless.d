void main() {
    import core.volatile;
    uint i;
    while (true)
        volatileStore(&i, i + 1);
}
