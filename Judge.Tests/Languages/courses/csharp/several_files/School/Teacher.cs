namespace School;

public class Teacher(string name)
{
    public string Greet() => $"Good morning, {name}";
}
