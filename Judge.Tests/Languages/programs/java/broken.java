public class Main {
    int missing() { }
}
