c.name, c.short_name, c.source, c.contact_person, c.phone, c.mobile, c.email, c.address, c.remark, c.level, c.industry, c.scale, c.region, c.website, c.fax, c.postcode, c.k_code, c.number
