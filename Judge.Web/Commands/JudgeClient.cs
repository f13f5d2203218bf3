using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Judge.Web.Commands;

/// <summary>A client of the server on this host.</summary>
internal sealed class JudgeClient(int port) : IDisposable
{
    // A benchmark's client has the server's cores: it carries no trace and looks for no proxy.
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator() })
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        Timeout = TimeSpan.FromMinutes(2),
    };

    public async Task<JsonArray> LanguagesAsync(CancellationToken stop) => (await _http.GetFromJsonAsync<JsonArray>("/languages", stop))!;

    /// <summary>The languages; null from a worker, which serves no API.</summary>
    public async Task<JsonArray?> FindLanguagesAsync(CancellationToken stop)
    {
        using var answer = await _http.GetAsync("/languages", stop);
        return answer.StatusCode == System.Net.HttpStatusCode.NotFound ? null : await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonArray>(stop);
    }

    /// <summary>One language; the first to ask for it waits for its test.</summary>
    public async Task<JsonObject> LanguageAsync(string word, CancellationToken stop) => (await _http.GetFromJsonAsync<JsonObject>("/languages/" + Uri.EscapeDataString(word), stop))!;

    public async Task<JsonObject> PostAsync(JsonObject request, int waitSec, CancellationToken stop)
    {
        using var answer = await _http.PostAsync($"/execute?wait={waitSec}", JsonContent.Create(request), stop);
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(stop))!;
    }

    /// <summary>Submits, waits for the result, and takes no verdict but OK.</summary>
    public async Task<JsonObject> ExpectOkAsync(JsonObject request, CancellationToken stop)
    {
        var answer = await PostAsync(request, 30, stop);
        return answer["status"]?.ToString() == "OK" ? answer : throw new InvalidOperationException($"The program did not end OK: {answer.ToJsonString()}");
    }

    /// <summary>The same for a body that is sent again and again, written once; nothing but the verdict is read of the answer.</summary>
    public async Task ExpectOkAsync(ReadOnlyMemory<byte> body, CancellationToken stop)
    {
        using var content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await _http.PostAsync("/execute?wait=30", content, stop);
        var bytes = await answer.Content.ReadAsByteArrayAsync(stop);
        if (!IsOk(bytes))
            throw new InvalidOperationException($"The program did not end OK: {Encoding.UTF8.GetString(bytes)}");
    }

    private static bool IsOk(byte[] answer)
    {
        var reader = new Utf8JsonReader(answer);
        while (reader.Read())
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("status"))
                return reader.Read() && reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("OK");
        return false;
    }

    public async Task<JsonObject> ResultAsync(string id, int waitSec, CancellationToken stop) =>
        (await _http.GetFromJsonAsync<JsonObject>($"/result/{id}?wait={waitSec}", stop))!;

    public void Dispose() => _http.Dispose();
}
