module zoo.lion;

class Lion {
    private string name;
    this(string name) { this.name = name; }
    string roar() { return name ~ " roars"; }
}
