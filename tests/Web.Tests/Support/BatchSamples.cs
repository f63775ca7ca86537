namespace Switchyard.Web.Tests.Support;

/// <summary>Batches as the Router describes them.</summary>
internal static class BatchSamples
{
    public const string Running = "batch_0198a00000007000800000000000000b";
    public const string Wrong = "batch_0198a00000007000800000000000000a";
    public const string Done = "batch_0198a000000070008000000000000009";
    public const string Answers = "file-0198a000000070008000000000000003";

    public const string RunningBatch = $$$"""
        {"id":"{{{Running}}}","object":"batch","endpoint":"/v1/chat/completions","input_file_id":"file-1","completion_window":"24h","status":"in_progress","created_at":1767268800,"in_progress_at":1767268801,
        "expires_at":4923028800,"request_counts":{"total":2000,"completed":1200,"failed":5}}
        """;

    private const string WrongBatch = $$$"""
        {"id":"{{{Wrong}}}","object":"batch","endpoint":"/v1/chat/completions","errors":{"object":"list","data":[{"code":"invalid_json","message":"This is not <b>JSON</b>.","line":2},{"code":"duplicate","message":"Twice.","line":3}]},
        "input_file_id":"file-2","completion_window":"24h","status":"failed","created_at":1767268700,"failed_at":1767268701,"expires_at":1767355100,"request_counts":{"total":0,"completed":0,"failed":0}}
        """;

    private const string DoneBatch = $$$"""
        {"id":"{{{Done}}}","object":"batch","endpoint":"/v1/embeddings","input_file_id":"file-4","output_file_id":"{{{Answers}}}","completion_window":"24h","status":"completed","created_at":1767268600,"completed_at":1767268610,
        "expires_at":1767355000,"request_counts":{"total":3,"completed":3,"failed":0}}
        """;

    public const string All = $$"""{"object":"list","data":[{{RunningBatch}},{{WrongBatch}},{{DoneBatch}}],"has_more":false}""";

    public const string None = """{"object":"list","data":[],"has_more":false}""";
}
