package school;

import school.people.Teacher;

public class Main {
    public static void main(String[] args) {
        System.out.println(new Teacher("Ada").greet());
    }
}
