using System.Diagnostics.CodeAnalysis;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Http;

/// <summary>What came of reading a body: the value and its bytes, or the error to answer with.</summary>
/// <typeparam name="T">The body's type.</typeparam>
public readonly record struct JsonBodyResult<T>(T? Value, ReadOnlyMemory<byte> Bytes, ApiError? Error)
    where T : class
{
    /// <summary>Gets whether <see cref="Value"/> is there.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Error is null;
}
