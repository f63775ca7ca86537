namespace Switchyard.Web.Tests.Support;

/// <summary>Answers as the services write them.</summary>
internal static class Samples
{
    public const string Models = """
        {"object":"list","data":[{"id":"local/pocket","object":"model","created":1700000000,"owned_by":"local","aliases":["pocket","default"],
        "max_model_len":1024,"recommended_prompt_tokens":600,"description":"A small model.","demo":true,"capabilities":["chat","tools"]}]}
        """;

    public const string Providers = """
        {"data":[{"id":"local","name":"This machine","status":"ready","auth":"none","endpoints":["http://127.0.0.1:7370"],"models":["pocket"]},
        {"id":"openai","name":"OpenAI","status":"unavailable","detail":"Set OPENAI_API_KEY.","auth":"api_key","endpoints":["https://api.openai.com/v1"],"models":[]}]}
        """;

    public const string Agents = """{"data":[{"id":"assistant","description":"Answers with tools.","model":"local/pocket","tools":["calculator","current_time"]}]}""";

    public const string Runs = """
        {"data":[{"id":"run_1","agent":"assistant","user":"local","conversation":"c","status":"completed","model":"local/pocket","input":"What is 48 * 73?",
        "output":"48 * 73 = 3504.","created_at":"2026-01-01T12:00:00+00:00","completed_at":"2026-01-01T12:00:01+00:00","tool_calls":1}],"next":"cursor"}
        """;

    public const string Health = """
        {"status":"Degraded","service":"agenthost","uptime_seconds":93.5,"checks":{
        "postgres":{"status":"Healthy","description":"ok","duration_ms":1.5},
        "cache":{"status":"Unhealthy","description":"Connection refused.","duration_ms":3},
        "router":{"status":"Healthy","duration_ms":2}}}
        """;

    public const string Metrics = """
        # TYPE http_server_request_duration_seconds histogram
        http_server_request_duration_seconds_bucket{http_route="/v1/runs",le="0.005"} 4
        http_server_request_duration_seconds_sum{http_route="/v1/runs"} 0.1
        http_server_request_duration_seconds_count{http_route="/v1/runs"} 7
        http_server_request_duration_seconds_count{http_route="/v1/agents/{agent}/runs"} 5
        http_server_request_duration_seconds_count{http_route="/health"} 900
        http_server_request_duration_seconds_count{http_route="/metrics"} 800
        http_server_request_duration_seconds_count{http_route="/alive"} 700
        switchyard_inference_requests_running{model="pocket"} 2
        switchyard_inference_requests_waiting{model="pocket"} 1
        """;
}
