using Judge.Tests.EndToEnd;

namespace Judge.Tests.Languages;

/// <summary>One server for the tests of languages, since they turn its containers over.</summary>
public sealed class LanguageServer : IAsyncLifetime
{
    public JudgeServer Judge { get; private set; } = null!;

    public async Task InitializeAsync() => Judge = await JudgeServer.StartAsync();

    public async Task DisposeAsync() => await Judge.DisposeAsync();
}

[CollectionDefinition("languages")]
public sealed class LanguageCollection : ICollectionFixture<LanguageServer>;
