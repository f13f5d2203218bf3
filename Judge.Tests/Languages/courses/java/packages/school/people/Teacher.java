package school.people;

public class Teacher extends Person {
    public Teacher(String name) { super(name); }

    @Override public String greet() { return "Good morning, " + super.greet(); }
}
