using Microsoft.AspNetCore.Http;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Security;

/// <summary>Something every request must satisfy. Thread-safe; reads the request and changes nothing.</summary>
internal interface IRequestRule
{
    /// <summary>Answers why <paramref name="request"/> is refused, or null.</summary>
    ApiError? Check(HttpRequest request);
}
