using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient.Tests;

public sealed class BatchAnswerTests
{
    [Fact]
    public void Parse_Answer_IsItsBody()
    {
        var answer = BatchAnswer.Parse("""{"id":"r1","custom_id":"a","response":{"status_code":200,"request_id":"x","body":{"object":"list"}},"error":null}""");

        Assert.Equal(("a", "list", null), (answer.CustomId, answer.Body?.GetProperty("object").GetString(), answer.Error));
    }

    [Theory]
    [InlineData("""{"id":"r1","custom_id":"a","response":null,"error":{"code":"batch_expired","message":"Too late."}}""", "batch_expired", "Too late.")]
    [InlineData("""{"id":"r1","custom_id":"a","response":{"status_code":404,"body":{"error":{"message":"No such model.","code":"model_not_found"}}},"error":null}""", "model_not_found", "No such model.")]
    public void Parse_NoAnswer_SaysWhy(string line, string code, string message)
    {
        Assert.Equal(new BatchAnswer("a", null, new JobError(code, message)), BatchAnswer.Parse(line));
    }
}
