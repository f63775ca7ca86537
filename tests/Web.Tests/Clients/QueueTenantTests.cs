using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Web.Clients;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class QueueTenantTests
{
    [Theory]
    [InlineData(nameof(JobClient))]
    [InlineData(nameof(BatchClient))]
    public void Client_WhereTenantsAreToldApart_AsksAsAnOperator(string name)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["Router:Queue:TenantHeader"] = "X-Tenant";
        builder.AddServiceClients();
        using var services = builder.Services.BuildServiceProvider();

        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

        Assert.Equal(["*"], client.DefaultRequestHeaders.GetValues("X-Tenant"));
    }
}
