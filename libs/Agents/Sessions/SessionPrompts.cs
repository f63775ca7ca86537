using System.Text.Json;

namespace Switchyard.Agents.Sessions;

/// <summary>What models are asked about conversations.</summary>
internal static class SessionPrompts
{
    public const string Summarise = """
        You write down what a conversation between a user and an assistant came to, so that the assistant can go on with it without the conversation itself.
        Keep: what the user wants and why, decisions, names, numbers, dates, places and file names exactly as they were written, what was done, what is still open.
        Leave out: greetings, thanks, how things were found out, and whatever was corrected later.
        Write plain sentences in the language of the conversation, at most 200 words. Write nothing else.
        """;

    public const string ListFacts = """
        You list what a conversation says of the user and the user's world that will still be true and useful in another conversation: names, people, places, work, preferences, plans, dates.
        Only what was said; nothing you conclude, nothing about the conversation itself, nothing a tool gave that will change.
        Write one short sentence a line, each beginning with "- ", in the language of the conversation. If there is nothing, write "none".
        """;

    public const string Assess = """
        You judge how well an assistant served its user in a conversation. Look at what was asked, whether it was done, whether the answers agree with the results of the calls, and how clear they are.
        Answer with a JSON object: "score", a whole number from 1 (useless or wrong) to 5 (all that was asked, right and clear); "reasoning", two or three sentences;
        "open_points", a list of what was asked and not done, empty if nothing is.
        """;

    private static readonly Lazy<JsonElement> s_assessmentSchema = new(() => JsonElement.Parse("""
        {"type":"object","properties":{"score":{"type":"integer","minimum":1,"maximum":5},"reasoning":{"type":"string"},"open_points":{"type":"array","items":{"type":"string"}}},
         "required":["score","reasoning","open_points"],"additionalProperties":false}
        """));

    public static JsonElement AssessmentSchema => s_assessmentSchema.Value;

    public static string WithSummary(string systemPrompt, string? summary) => summary is null ? systemPrompt : $"{systemPrompt}\n\nWhat the conversation came to before the messages below:\n{summary}".TrimStart();

    public static string ToSummarise(string? summary, string transcript) => summary is null
        ? $"The conversation:\n\n{transcript}"
        : $"What the conversation came to before:\n{summary}\n\nHow it went on:\n\n{transcript}\nWrite down what all of it came to.";
}
