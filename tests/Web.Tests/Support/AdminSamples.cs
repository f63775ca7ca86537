namespace Switchyard.Web.Tests.Support;

/// <summary>Answers of the Router's admin API and of <c>GET /providers</c>.</summary>
internal static class AdminSamples
{
    public const string Providers = """
        {"data":[{"id":"team","name":"Team","status":"ready","auth":"api_key","endpoints":["https://east.example/v1","https://west.example/v1"],"models":["large"],"egress":{"bytes_last_hour":2500000,"limit_per_hour":2000000,"is_over":true},"endpoint_states":[
        {"name":"east","address":"https://east.example/v1","status":"ready","weight":2,"slow_start_share":0.4,"active_requests":3,"outstanding_tokens":4096,"circuit":"closed","draining":false},
        {"name":"west","address":"https://west.example/v1","status":"unavailable","detail":"Connection refused.","weight":1,"slow_start_share":1,"active_requests":0,"outstanding_tokens":0,"ejected_until":"2026-01-01T12:00:30+00:00","circuit":"half_open","draining":false}]},
        {"id":"openai","name":"OpenAI","status":"unavailable","detail":"Set OPENAI_API_KEY.","auth":"api_key","endpoints":["https://api.openai.com/v1"],"egress":{"bytes_last_hour":0,"is_over":false},"models":[]}]}
        """;

    public const string Status = """{"storage":"database","status":"ready","version":7,"applied_at":"2026-01-01T12:00:00+00:00"}""";

    public const string Settings = """
        {"data":[{"kind":"providers","id":"openai","source":"environment","value":{}},
        {"kind":"providers","id":"team","source":"stored","version":7,"value":{"baseUrl":"https://llm.example/v1","dialect":"chat","models":["large","small"],"dataClasses":["public"]},"has_api_key":true,"updated_at":"2026-01-01T12:00:00+00:00","updated_by":"ada"}]}
        """;

    public const string Routes = """
        {"data":[{"kind":"routes","id":"team/large","source":"configuration","value":{"fallbacks":["local/pocket"],"balancing":"prefix"}}]}
        """;

    public const string Aliases = """
        {"data":[{"kind":"aliases","id":"best","source":"stored","version":5,"value":"team/large","updated_by":"ada","warnings":["'team/large' names no model that is known now."]}]}
        """;

    public const string Defaults = """{"kind":"defaults","id":"","source":"configuration","value":{"defaultModel":"local/pocket"}}""";

    public const string Changes = """
        {"data":[{"version":7,"kind":"providers","id":"team","action":"set","value":{"baseUrl":"https://llm.example/v1"},"has_api_key":true,"changed_at":"2026-01-01T12:00:00+00:00","changed_by":"ada"},
        {"version":6,"kind":"aliases","id":"old","action":"removed","has_api_key":false,"changed_at":"2026-01-01T11:00:00+00:00","changed_by":"bob"}]}
        """;

    public const string Alias = """{"kind":"aliases","id":"fast","source":"stored","version":8,"value":"local/pocket"}""";
}
