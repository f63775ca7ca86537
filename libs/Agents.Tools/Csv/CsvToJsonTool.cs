using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Switchyard.Agents.Tools.Files;

namespace Switchyard.Agents.Tools.Csv;

/// <summary>Writes a CSV file as JSON: an object for each row. Fields stay texts, since 007 is not 7.</summary>
/// <param name="files">The users' files.</param>
public sealed class CsvToJsonTool(UserFiles files) : CsvTool(files)
{
    private const int DefaultRows = 1_000;
    private const int MaxRows = 10_000;

    private static readonly JsonWriterOptions s_writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "csv_to_json",
        Description = "Convert a CSV file to JSON.",
        Category = ToolCategories.Data,
        WhenToUse = "Use it when the rows of a CSV file are wanted as JSON objects.",
        Parameters = [PathParameter, new("limit", ToolParameterKind.WholeNumber, $"How many rows at most; {DefaultRows} when absent.") { Required = false }],
        Tags = ["csv", "json", "objects", "table"],
        Examples = ["Turn people.csv into JSON", "Give me sales.csv as a JSON array"],
    };

    /// <inheritdoc/>
    private protected override ToolResult Answer(CsvTable table, ToolArguments arguments)
    {
        var limit = (int)Math.Clamp(arguments.GetInteger("limit", DefaultRows), 1, MaxRows);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_writing))
        {
            writer.WriteStartArray();
            foreach (var row in table.Rows.Take(limit))
            {
                Write(writer, table.Columns, row);
            }

            writer.WriteEndArray();
        }

        return ToolResult.Success(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private static void Write(Utf8JsonWriter writer, string[] columns, string[] row)
    {
        writer.WriteStartObject();
        for (var index = 0; index < columns.Length; index++)
        {
            writer.WriteString(columns[index], row[index]);
        }

        writer.WriteEndObject();
    }
}
