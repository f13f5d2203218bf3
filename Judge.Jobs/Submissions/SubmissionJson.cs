using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Judge.Jobs.Submissions;

/// <summary>The one JSON form of submissions and results, in Redis and over HTTP.</summary>
public static class SubmissionJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Applies the form to an options object of somebody else's, such as ASP.NET's.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new UtcMilliseconds());
        return options;
    }

    /// <summary>A time as it is written in the JSON.</summary>
    internal static string TextOf(DateTime time) => time.ToUniversalTime().ToString(UtcMilliseconds.Format, CultureInfo.InvariantCulture);

    /// <summary>UTC with Z and three fraction digits: clients choke on .NET's seven.</summary>
    private sealed class UtcMilliseconds : JsonConverter<DateTime>
    {
        public const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTime().ToUniversalTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(TextOf(value));
    }
}
