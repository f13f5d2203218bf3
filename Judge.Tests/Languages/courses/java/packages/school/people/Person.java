package school.people;

abstract class Person {
    private final String name;

    Person(String name) { this.name = name; }

    public String greet() { return name; }
}
