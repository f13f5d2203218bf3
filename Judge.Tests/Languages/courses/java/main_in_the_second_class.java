import java.util.*;

class Student {
    private final String name;
    private final int grade;

    Student(String name, int grade) {
        this.name = name;
        this.grade = grade;
    }

    int grade() { return grade; }

    @Override public String toString() { return name + " (" + grade + ")"; }
}

class School {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        List<Student> students = new ArrayList<>();
        while (in.hasNext()) students.add(new Student(in.next(), in.nextInt()));
        students.sort(Comparator.comparing(Student::grade));
        System.out.println(students);
    }
}
