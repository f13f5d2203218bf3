var animals = new List<string> { "lion", "cat" };
Console.WriteLine(string.Join(" ", animals.Order()) + " " + await Task.FromResult(animals.Sum(animal => animal.Length)));
Console.WriteLine(File.Exists("none") + " " + new HttpClient().Timeout.TotalSeconds + " " + Thread.CurrentThread.IsBackground);
new Cage().Open();
