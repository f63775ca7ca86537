using Switchyard.Contracts.Batches;
using Switchyard.Queue.Batches;
using Switchyard.Queue.Files;
using Switchyard.Router.Files;
using Switchyard.Router.Jobs;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Batches;

/// <summary>Makes a batch of what a caller asked, or says what is wrong with it.</summary>
internal static class BatchRequestReader
{
    /// <summary>The only time a batch may be given.</summary>
    public const string Window = "24h";

    private const string InputFile = "input_file_id";
    private const string Expiry = "output_expires_after";
    private const int MaxPairs = 16;
    private const int MaxKey = 64;
    private const int MaxValue = 512;

    private static readonly TimeSpan s_window = TimeSpan.FromHours(24);

    /// <summary>Reads what was asked; <paramref name="file"/> is the input file, where there is such a file.</summary>
    public static bool TryRead(CreateBatchRequest request, CallerTenant tenant, StoredFile? file, out NewBatch batch, out ApiError? error)
    {
        error = tenant.CheckOwner("batch") ?? CheckFile(request.InputFileId, file) ?? CheckEndpoint(request.Endpoint) ?? CheckWindow(request.CompletionWindow) ?? CheckMetadata(request.Metadata)
            ?? (request.OutputExpiresAfter is { } expiry ? FileLifetime.Check(Expiry, expiry.Anchor, expiry.Seconds) : null);
        batch = error is null ? new NewBatch(file!.Id, request.Endpoint!, s_window, FileLifetime.Of(request.OutputExpiresAfter?.Seconds)) { Tenant = tenant.Owner, Metadata = request.Metadata } : null!;
        return error is null;
    }

    private static ApiError? CheckFile(string? name, StoredFile? file) =>
        name is null ? ApiErrors.MissingParameter(InputFile, $"'{InputFile}' must be the id of a file with the requests, one a line, that was uploaded to {FileEndpoints.Path}.")
        : file is null ? ApiErrors.InvalidValue(InputFile, $"'{InputFile}' names no file: its id is another one, or its time is over. Upload it to {FileEndpoints.Path} first.")
        : file.Purpose != FilePurpose.Batch ? ApiErrors.InvalidValue(InputFile, $"'{InputFile}' names a file of the purpose {FileNames.NameOf(file.Purpose)}; it must be one of the purpose {FileNames.NameOf(FilePurpose.Batch)}.")
        : null;

    private static ApiError? CheckEndpoint(string? endpoint) =>
        endpoint is null ? ApiErrors.MissingParameter("endpoint", $"'endpoint' must be one of {JobUrls.DescribedRequests}.")
        : !JobUrls.IsRequest(endpoint) ? ApiErrors.InvalidValue("endpoint", $"'endpoint' must be one of {JobUrls.DescribedRequests}.")
        : null;

    private static ApiError? CheckWindow(string? window) =>
        window is null ? ApiErrors.MissingParameter("completion_window", $"'completion_window' must be {Window}.")
        : window != Window ? ApiErrors.InvalidValue("completion_window", $"'completion_window' must be {Window}: batches are given no other time.")
        : null;

    private static ApiError? CheckMetadata(IReadOnlyDictionary<string, string>? metadata) =>
        metadata is null || (metadata.Count <= MaxPairs && metadata.All(pair => pair is { Key.Length: <= MaxKey, Value: { Length: <= MaxValue } }))
            ? null
            : ApiErrors.InvalidValue("metadata", $"'metadata' has at most {MaxPairs} pairs, with names of up to {MaxKey} characters and texts of up to {MaxValue}.");
}
