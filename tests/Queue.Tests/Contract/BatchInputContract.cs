using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;
using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>What the file of a batch has to be like, and what is said of one that is not.</summary>
public abstract class BatchInputContract(StoreServers servers, StoreKind kind) : BatchStoreContract(servers, kind)
{
    [Theory]
    [InlineData("{\"custom_id\":\"a\"", "invalid_json_line", null)]
    [InlineData("[]", "invalid_json_line", null)]
    [InlineData("""{"custom_id":"a","custom_id":"b","method":"POST","url":"test","body":{}}""", "invalid_json_line", null)]
    [InlineData("""{"custom_id":"\ud800","method":"POST","url":"test","body":{}}""", "invalid_json_line", null)]
    [InlineData("""{"method":"POST","url":"test","body":{}}""", "missing_required_parameter", "custom_id")]
    [InlineData("""{"custom_id":7,"method":"POST","url":"test","body":{}}""", "invalid_value", "custom_id")]
    [InlineData("""{"custom_id":"","method":"POST","url":"test","body":{}}""", "invalid_value", "custom_id")]
    [InlineData("""{"custom_id":"a\u0000","method":"POST","url":"test","body":{}}""", "invalid_value", "custom_id")]
    [InlineData("""{"custom_id":"a","url":"test","body":{}}""", "missing_required_parameter", "method")]
    [InlineData("""{"custom_id":"a","method":"GET","url":"test","body":{}}""", "invalid_method", "method")]
    [InlineData("""{"custom_id":"a","method":"POST","body":{}}""", "missing_required_parameter", "url")]
    [InlineData("""{"custom_id":"a","method":"POST","url":"other","body":{}}""", "url_mismatch", "url")]
    [InlineData("""{"custom_id":"a","method":"POST","url":"test"}""", "missing_required_parameter", "body")]
    [InlineData("""{"custom_id":"a","method":"POST","url":"test","body":[]}""", "invalid_value", "body")]
    [InlineData("""{"custom_id":"a","method":"POST","url":"test","body":{"stream":true}}""", "invalid_value", "body.stream")]
    [InlineData("""{"custom_id":"first","method":"POST","url":"test","body":{}}""", "duplicate_custom_id", "custom_id")]
    public async Task Line_ThatIsWrong_FailsTheBatchAndIsNamed(string line, string code, string? param)
    {
        var id = await CreateAsync($"{LineOf("first")}\n\n{line}\n{LineOf("last")}\n");

        var batch = await KeepToTheEndAsync(Keeper(), id);

        var problem = Assert.Single(batch.Problems);
        Assert.Equal((BatchStatus.Failed, code, param, 3), (batch.Status, problem.Code, problem.Param, problem.Line));
        Assert.Empty(await Jobs.ListAsync(new JobQuery(), Token));
    }

    [Fact]
    public async Task CustomId_AtItsLimit_IsTakenAndOverItNot()
    {
        var (longest, longer) = (new string('x', 200), new string('x', 201));
        var (good, bad) = (await CreateAsync(LineOf(longest)), await CreateAsync(LineOf(longer)));
        var keeper = Keeper();

        await KeepUntilSubmittedAsync(keeper, good, 1);
        await WorkAsync();

        Assert.Equal("custom_id", Assert.Single((await KeepToTheEndAsync(keeper, bad)).Problems).Param);
        Assert.Equal([longest], IdsOf(await ReadAsync((await KeepToTheEndAsync(keeper, good)).OutputFile)));
    }

    [Theory]
    [InlineData("\n \r\n", "empty_file")]
    [InlineData("\u007f", "invalid_json_line")]
    public async Task File_WithoutRequests_FailsTheBatch(string content, string code)
    {
        var batch = await KeepToTheEndAsync(Keeper(), await CreateAsync(content));

        Assert.Equal((BatchStatus.Failed, code), (batch.Status, Assert.Single(batch.Problems).Code));
        Assert.Null(batch.InProgressAt);
        Assert.NotNull(batch.EndedAt);
    }

    [Fact]
    public async Task File_ThatIsNotThere_FailsTheBatch()
    {
        var batch = await KeepToTheEndAsync(Keeper(), (await CreateAsync(Guid.NewGuid())).Id);

        Assert.Equal((BatchStatus.Failed, "input_file_not_found"), (batch.Status, Assert.Single(batch.Problems).Code));
    }

    [Fact]
    public async Task Problems_AreNamedUpToAHundred()
    {
        var batch = await KeepToTheEndAsync(Keeper(), await CreateAsync(string.Join('\n', Enumerable.Repeat("wrong", 150))));

        Assert.Equal(Enumerable.Range(1, 100), batch.Problems.Select(problem => problem.Line ?? 0));
    }

    [Fact]
    public async Task Requests_OverTheLimit_FailTheBatch()
    {
        var batch = await KeepToTheEndAsync(Keeper(), await CreateAsync(LinesOf(Enumerable.Range(0, 50_001).Select(i => $"{i}"))));

        Assert.Equal(("too_many_tasks", 50_001), (Assert.Single(batch.Problems).Code, batch.Problems[0].Line ?? 0));
    }

    [Fact]
    public async Task Lines_OfAllLengths_AreSubmittedAsTheyAre()
    {
        var bodies = Enumerable.Range(0, 6).Select(i => $$"""{"n":"{{new string('x', i * IFileStore.ChunkBytes / 2)}}","stream":false}""").ToList();
        var id = await CreateAsync("\ufeff" + string.Join("\r\n", bodies.Select((body, i) => $$"""  {"body":{{body}},"custom_id":"{{i}}","url":"test","method":"POST","more":1}""")));
        var keeper = Keeper(maxPending: 4);
        List<string> done = [];

        while (done.Count < bodies.Count)
        {
            await KeepUntilSubmittedAsync(keeper, id, Math.Min(done.Count + 2, bodies.Count));
            done.AddRange((await WorkAsync()).Select(TextOf));
        }

        Assert.Equal(bodies, done);
        Assert.Equal(BatchStatus.Completed, (await KeepToTheEndAsync(keeper, id)).Status);
    }
}
