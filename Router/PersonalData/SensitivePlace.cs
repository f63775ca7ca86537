namespace Switchyard.Router.PersonalData;

/// <summary>Something in a request that is personal or secret.</summary>
/// <param name="What">Its kind, never itself.</param>
/// <param name="Where">The member it is in.</param>
internal readonly record struct SensitivePlace(string What, string Where)
{
    public override string ToString() => $"{What} in {Where}";
}
