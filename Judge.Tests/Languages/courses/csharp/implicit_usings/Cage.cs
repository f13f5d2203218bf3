class Cage
{
    public void Open() => throw new Exception("it is locked");
}
