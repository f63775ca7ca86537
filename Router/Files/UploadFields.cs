using System.Globalization;
using Switchyard.Queue.Files;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Files;

/// <summary>What the form of an upload says beside the file.</summary>
internal sealed class UploadFields
{
    private const string PurposeField = "purpose";
    private const string Lifetime = "expires_after";
    private const string AnchorField = $"{Lifetime}[anchor]";
    private const string SecondsField = $"{Lifetime}[seconds]";

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>Takes a field, or says why not.</summary>
    public ApiError? Add(string name, string value) =>
        name is not (PurposeField or AnchorField or SecondsField) ? ApiErrors.UnsupportedParameter(name, $"The form has 'file', '{PurposeField}', '{AnchorField}' and '{SecondsField}', and nothing else.")
        : _fields.TryAdd(name, value) ? null
        : ApiErrors.InvalidValue(name, $"'{name}' must be there once.");

    /// <summary>Gets what is wrong with what was said; <see langword="null"/> where it suffices.</summary>
    public ApiError? Check() =>
        !_fields.TryGetValue(PurposeField, out var purpose) ? ApiErrors.MissingParameter(PurposeField, $"'{PurposeField}' must say what the file is for: batch.")
        : purpose != FileNames.NameOf(FilePurpose.Batch) ? ApiErrors.InvalidValue(PurposeField, $"'{PurposeField}' must be batch: files are kept here for batches only.")
        : FileLifetime.Check(Lifetime, _fields.GetValueOrDefault(AnchorField), Seconds);

    /// <summary>Gets what holds of the file.</summary>
    public FileTerms TermsOf(string fileName) => new(fileName, FilePurpose.Batch, FileLifetime.Of(Seconds));

    // What is no number is out of bounds.
    private long? Seconds => !_fields.TryGetValue(SecondsField, out var text) ? null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : -1;
}
